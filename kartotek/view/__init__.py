"""The portal as pages see it: facts, keys of pages, and what is kept between builds."""
