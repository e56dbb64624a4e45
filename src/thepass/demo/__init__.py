"""The demo organisation: a simulation of Harbour Foods, written through the same pen and rules as everything else."""
