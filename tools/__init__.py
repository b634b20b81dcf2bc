"""How the product is set up, run, tested and kept: nothing in here is imported by an app."""
