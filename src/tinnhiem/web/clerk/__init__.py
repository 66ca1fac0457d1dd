"""The records clerk's desk: drafts to be signed, signed papers entered, the register of documents."""
