"""Forms of visits by noun: parse and validate, write nothing."""
