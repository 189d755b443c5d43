"""Course files, the immutable published version, and the pages a trainer authors on."""
