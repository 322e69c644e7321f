package store

import (
	"fmt"
	"strconv"
	"strings"

	bolt "go.etcd.io/bbolt"

	"demarc/words"
)

// migration brings a file from one schema to the next. Which one follows from
// its place in the table: the first leads from schema 1 to 2.
type migration func(values) error

// migrations lead to today's schema. The values of a sealed file are bound to
// its schema: a step that such a file can meet has to seal them anew.
var migrations = []migration{toSealable}

// toSealable leads from schema 1, which was never sealed and kept no files, to
// schema 2.
func toSealable(v values) error {
	for _, b := range later {
		if _, err := v.tx.CreateBucketIfNotExists([]byte(b)); err != nil {
			return err
		}
	}
	return nil
}

// schemaMark tells a Demarc file from any other bbolt file.
const schemaMark = "demarc "

// current is the schema to which a table of steps leads.
func current(table []migration) int { return 1 + len(table) }

// outdated reports whether a file has to be migrated. It refuses a newer one.
func outdated(db *bolt.DB, name string, table []migration) (bool, error) {
	var schema int
	err := db.View(func(tx *bolt.Tx) (err error) {
		schema, err = values{tx: tx}.schema()
		return err
	})
	if want := current(table); err == nil && schema > want {
		return false, &fault{ErrNewer, words.Say("%s was written by a newer Demarc (schema %d, this one knows %d): update Demarc", name, schema, want), nil}
	}
	return schema < current(table), err
}

// migrate brings a file to the current schema in one transaction, so that it
// is either the old file or the new one.
func migrate(db *bolt.DB, table []migration) error {
	return db.Update(func(tx *bolt.Tx) error {
		v := values{tx: tx}
		schema, err := v.schema()
		if err != nil {
			return err
		}
		for at := schema; at < current(table); at++ {
			if err := table[at-1](v); err != nil {
				return fmt.Errorf("cannot be brought from schema %d to %d: %w", at, at+1, err)
			}
		}
		return v.setSchema(current(table))
	})
}

func (v values) setSchema(schema int) error {
	return v.put(metaBucket, keySchema, []byte(schemaMark+strconv.Itoa(schema)))
}

func (v values) schema() (int, error) {
	if v.tx.Bucket([]byte(metaBucket)) == nil {
		return 0, errNotDemarc
	}
	text, err := v.get(metaBucket, keySchema)
	if err != nil {
		return 0, err
	}
	if string(text) == handoffMark {
		return 0, errHandoff
	}
	digits, ours := strings.CutPrefix(string(text), schemaMark)
	if !ours {
		return 0, errNotDemarc
	}
	schema, err := strconv.Atoi(digits)
	if err != nil || schema < 1 {
		return 0, damaged("its schema %.20q", digits)
	}
	return schema, nil
}
