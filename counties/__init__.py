"""What differs from county to county, as data: profiles, unit names and one folder for each county."""
