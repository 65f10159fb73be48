// So that there is something to compile: the precompiled header is what matters.
