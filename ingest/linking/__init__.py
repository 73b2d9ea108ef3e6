"""Who a mention stands for: names, persons, nominals and sets, one kind a file; `ingest.actors` goes through them."""
