package discover_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// How the labelled evidence is read: its files, its labels, and what a record is
// in each.

const labelled = "testdata/labelled"

// A labelledFile is a row of files.csv.
type labelledFile struct {
	path, format, variant, unit string
	skip                        int
	match                       string
}

// A label is a row of labels.csv.
type label struct{ file, record, expect, service, note string }

func readFiles(t *testing.T) (files []labelledFile) {
	t.Helper()
	for _, row := range rows(t, "files.csv", 6) {
		skip, err := strconv.Atoi(row[4])
		if err != nil {
			t.Fatalf("files.csv: %s skips %q lines", row[0], row[4])
		}
		files = append(files, labelledFile{row[0], row[1], row[2], row[3], skip, row[5]})
	}
	return files
}

func readLabels(t *testing.T) (labels []label) {
	t.Helper()
	for _, row := range rows(t, "labels.csv", 9) {
		labels = append(labels, label{file: row[0], record: row[1], expect: row[2], service: row[3], note: row[8]})
	}
	return labels
}

func rows(t *testing.T, name string, columns int) [][]string {
	t.Helper()
	reader := csv.NewReader(strings.NewReader(texts(t)[name]))
	reader.FieldsPerRecord = columns
	table, err := reader.ReadAll()
	if err != nil || len(table) < 2 {
		t.Fatalf("%s: %v", name, err)
	}
	return table[1:]
}

// allRecords are the names of the records of every file.
func allRecords(t *testing.T) map[string]map[string]bool {
	t.Helper()
	all := map[string]map[string]bool{}
	for _, f := range readFiles(t) {
		names := map[string]bool{}
		for _, name := range recordsOf(t, f, texts(t)[f.path]) {
			names[name] = true
		}
		if len(names) == 0 {
			t.Errorf("%s has no records", f.path)
		}
		all[f.path] = names
	}
	return all
}

func recordsOf(t *testing.T, f labelledFile, text string) (names []string) {
	t.Helper()
	switch f.unit {
	case "file":
		return []string{"0"}
	case "line":
		match := regexp.MustCompile(f.match)
		for i, line := range strings.Split(text, "\n") {
			if i >= f.skip && strings.TrimSpace(line) != "" && match.MatchString(line) {
				names = append(names, strconv.Itoa(i+1))
			}
		}
	case "package":
		for _, found := range regexp.MustCompile(f.match).FindAllStringSubmatch(text, -1) {
			names = append(names, strings.Join(found[1:], ":"))
		}
	case "pointer":
		var document any
		if err := json.Unmarshal([]byte(text), &document); err != nil {
			t.Fatalf("%s: %v", f.path, err)
		}
		for _, pattern := range strings.Fields(f.match) {
			names = append(names, pointers(document, "", strings.Split(pattern, "/")[1:])...)
		}
	default:
		t.Errorf("%s counts by %q, which is no unit", f.path, f.unit)
	}
	return names
}

// pointers are the elements that a pattern names, a star standing for each of an
// array's.
func pointers(value any, at string, pattern []string) (found []string) {
	if len(pattern) == 0 {
		return []string{at}
	}
	switch v := value.(type) {
	case map[string]any:
		if inner, is := v[pattern[0]]; is {
			return pointers(inner, at+"/"+pattern[0], pattern[1:])
		}
	case []any:
		for i, inner := range v {
			if pattern[0] == "*" {
				found = append(found, pointers(inner, fmt.Sprintf("%s/%d", at, i), pattern[1:])...)
			}
		}
	}
	return found
}

var folder map[string]string

// texts are the contents of all files, unpacked, by path below the folder.
func texts(t *testing.T) map[string]string {
	t.Helper()
	if folder != nil {
		return folder
	}
	read := map[string]string{}
	err := filepath.WalkDir(labelled, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err == nil && filepath.Ext(path) == ".gz" {
			content, err = unpack(content)
		}
		name, _ := filepath.Rel(labelled, path)
		read[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	folder = read
	return folder
}

func unpack(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}
