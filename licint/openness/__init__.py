"""Where a release stands: the spectrum, and later what the frameworks say. Pure functions of a release's facts."""
