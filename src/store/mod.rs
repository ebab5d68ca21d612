//! Session files on disk: read, check, save, lock, recover.
