"""The pages of a site: everything the graph answers, page by page, for a server on this machine or as files on disk."""

from .site import Page, Site

__all__ = ["Page", "Site"]
