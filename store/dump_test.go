package store

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"

	"demarc/assess"
)

// dump is a hash of everything that a file says, as a program reads it: about
// itself, every record, every commit with its changes, the packs, the evidence,
// the draft.
func dump(f *File) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	head, err := f.Head()
	if err != nil {
		return sum, err
	}
	fmt.Fprintln(h, f.Engagement(), f.Created(), head)
	err = f.Load(func(r assess.Record) error {
		encoded, err := encodeRecord(r)
		fmt.Fprintf(h, "%v %x\n", r.Ref(), encoded)
		return err
	})
	if err == nil {
		err = dumpLog(h, f)
	}
	if err == nil {
		err = dumpPacks(h, f)
	}
	if err == nil {
		err = dumpFiles(h, f)
	}
	if err == nil {
		var draft Draft
		draft, err = f.Draft()
		fmt.Fprintf(h, "%q\n", draft)
	}
	return [sha256.Size]byte(h.Sum(nil)), err
}

func dumpLog(to io.Writer, f *File) error {
	for entry, err := range f.Log() {
		if err != nil {
			return err
		}
		changes, err := f.Changes(entry.ID)
		if err != nil {
			return err
		}
		text, err := json.Marshal([]any{entry, changes})
		if err != nil {
			return err
		}
		fmt.Fprintf(to, "%s\n", text)
	}
	return nil
}

func dumpPacks(to io.Writer, f *File) error {
	sums, err := f.Packs()
	for _, sum := range sums {
		pack, err := f.Pack(sum)
		if err != nil {
			return err
		}
		fmt.Fprintf(to, "%s %x\n", sum, pack)
	}
	return err
}

func dumpFiles(to io.Writer, f *File) error {
	kept, err := f.Files()
	for _, file := range kept {
		content, err := f.OpenFile(file.SHA256)
		if err != nil {
			return err
		}
		fmt.Fprintln(to, file)
		if _, err := io.Copy(to, content); err != nil {
			return err
		}
	}
	return err
}
