"""What is kept between builds: values by name in one file. Knows bytes and names, no entity."""
