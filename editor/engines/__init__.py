"""The grammar engines, Harper in process and LanguageTool over loopback: checkers like any other.

This is the only floor that names them.  It knows the checks below it and nothing of files or windows.
"""
