"""LanguageTool: fetched once, started by us on loopback, asked over HTTP, gone when we are gone."""
