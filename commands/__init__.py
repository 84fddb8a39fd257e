"""The workbench: every flask command."""
