"""A plan and its life on a portal: published, compared, armed, started once, traced, told in English."""
