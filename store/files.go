package store

import (
	"bytes"
	"crypto/rand"
	"encoding/json"

	"demarc/assess"
)

// Kept is the content of a file that the engagement keeps.
type Kept struct {
	SHA256 string // 64 hexadecimal digits
	Size   int64  // in bytes
}

// fileID is under what a content is kept. It is random: it says nothing of the
// content, and may stay when the content is sealed anew.
type fileID [16]byte

func newFileID() (id fileID) {
	rand.Read(id[:]) // never fails: crypto/rand
	return id
}

// fileEntry is what the file says of one content.
type fileEntry struct {
	SHA256 string `json:"sha256"` // empty until all of it is written
	Size   int64  `json:"size"`
	Pieces uint32 `json:"pieces"`
	// Used says that evidence with this content was committed. Without that it
	// is an orphan as soon as nobody writes it any more.
	Used bool `json:"used"`
}

func (e fileEntry) encode() []byte {
	encoded, err := json.Marshal(e)
	if err != nil {
		panic(err) // texts and numbers
	}
	return encoded
}

// readEntry reads what encode wrote, and nothing that is spelled otherwise.
func readEntry(encoded []byte) (e fileEntry, err error) {
	if json.Unmarshal(encoded, &e) != nil || !bytes.Equal(e.encode(), encoded) {
		return fileEntry{}, damaged("what it says of a kept file cannot be read")
	}
	return e, nil
}

// keptFile is one content and where it lies.
type keptFile struct {
	id fileID
	fileEntry
}

// files lists what is kept, and what is being written.
func (v values) files() ([]keptFile, error) {
	var found []keptFile
	err := v.each(filesBucket, nil, func(key, value []byte) error {
		if len(key) != len(fileID{}) {
			return damaged("a kept file's key of %d bytes", len(key))
		}
		entry, err := readEntry(value)
		found = append(found, keptFile{fileID(key), entry})
		return err
	})
	return found, err
}

// file finds a content by its hash; false where it is not kept, or not whole.
func (v values) file(sum string) (keptFile, bool, error) {
	files, err := v.files()
	if err != nil || sum == "" {
		return keptFile{}, false, err
	}
	for _, file := range files {
		if file.SHA256 == sum {
			return file, true, nil
		}
	}
	return keptFile{}, false, nil
}

func (v values) putFile(id fileID, entry fileEntry) error {
	return v.put(filesBucket, id[:], entry.encode())
}

// use marks the contents that records just committed name: from now on they are
// visible, and no orphans.
func (v values) use(records []assess.Record) error {
	named := map[string]bool{}
	for _, record := range records {
		if evidence, ok := record.(*assess.Evidence); ok && evidence.SHA256 != "" {
			named[evidence.SHA256] = true
		}
	}
	if len(named) == 0 {
		return nil
	}
	files, err := v.files()
	if err != nil {
		return err
	}
	for _, file := range files {
		if named[file.SHA256] && !file.Used {
			file.Used = true
			if err := v.putFile(file.id, file.fileEntry); err != nil {
				return err
			}
		}
	}
	return nil
}

// named reports whether there is evidence with that content.
func (v values) named(sum string) (bool, error) {
	found := false
	err := v.each(recordsBucket, kindPrefix(assess.KindEvidence), func(key, value []byte) error {
		record, err := decodeRecord(assess.Ref{Kind: assess.KindEvidence, Key: string(key[keyStart:])}, value)
		if err == nil {
			found = found || record.(*assess.Evidence).SHA256 == sum
		}
		return err
	})
	return found, err
}

// dropFile removes a content, unless there is evidence with it still.
func (v values) dropFile(sum string) error {
	named, err := v.named(sum)
	if err != nil || named {
		return err
	}
	file, found, err := v.file(sum)
	for gone := !found; err == nil && !gone; {
		gone, err = v.removePieces(file.id)
	}
	return err
}

// Files lists the contents that are kept whole.
func (f *File) Files() ([]Kept, error) {
	var kept []Kept
	err := f.view(func(v values) error {
		files, err := v.files()
		for _, file := range files {
			if file.SHA256 != "" {
				kept = append(kept, Kept{file.SHA256, file.Size})
			}
		}
		return err
	})
	return kept, err
}
