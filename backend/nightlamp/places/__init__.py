"""Administrative divisions: which places there are, how they nest, and how a person finds theirs."""
