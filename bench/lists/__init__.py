"""Every list that grows, each over a table of its own with as many rows as asked for, at two sizes.

A module an app says which lists it has (`LISTS`, by the names of their addresses) and writes their rows (`fill`).
"""
