"""Load through a scoped selector, require permission, parse a form, call one action, answer."""
