"""Reading what others publish: fetched narrowly, parsed safely, looked through before anything is written."""
