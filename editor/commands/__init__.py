"""The sub-commands of ``bluepencil``, a module each; only ``cli`` calls them.

Every ``run`` takes the parsed arguments and a :class:`~editor.commands.output.Output`, and answers the
exit status.  Nothing is imported before it is needed: asking for a rule must not load a language model.
"""
