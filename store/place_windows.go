package store

import (
	"errors"
	"os"

	bolt "go.etcd.io/bbolt"
)

// takePlace gives a file that was made beside path that name, in the place of the
// one that is open there, and opens it. Windows replaces no file that is open:
// where somebody comes between, the name cannot be given and nothing is lost.
func takePlace(old *bolt.DB, made, path string) (*bolt.DB, os.FileInfo, error) {
	if err := old.Close(); err != nil {
		return nil, nil, err
	}
	renamed := os.Rename(made, path)
	db, is, _, err := openBolt(path, false)
	return db, is, errors.Join(renamed, err)
}
