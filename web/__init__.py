"""The services: what visitors, staff and operators meet."""
