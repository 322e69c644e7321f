//go:build unix

package store

import (
	"errors"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
)

// takePlace gives a file that was made beside path that name, in the place of the
// one that is open there, and opens it. The new one is locked before it has
// its name, so that nobody comes between.
func takePlace(old *bolt.DB, made, path string) (*bolt.DB, os.FileInfo, error) {
	db, is, _, err := openBolt(made, false)
	if err != nil {
		return nil, nil, err
	}
	if err := os.Rename(made, path); err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, is, errors.Join(syncFolder(filepath.Dir(path)), old.Close())
}
