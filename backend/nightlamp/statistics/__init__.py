"""How long each step took, place by place: facts folded from the milestone log, and the figures made of them."""
