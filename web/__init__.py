"""The desk: what visitors, staff and operators meet."""
