package cli

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
)

// holds looks for a word in files, as UTF-8 and UTF-16, and in everything
// compressed that begins anywhere in them, also in pages that are no longer used.
//
//	! holds Barnaby a.demarc a.backups
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: [!] holds WORD PATH...")
	}
	looked := 0
	for _, path := range args[1:] {
		for _, file := range filesUnder(ts, ts.MkAbs(path)) {
			looked++
			data, err := os.ReadFile(file)
			ts.Check(err)
			if found := mentions(data, args[0]); found == neg {
				ts.Fatalf("%s mentions %s: %t", file, args[0], found)
			}
		}
	}
	if looked == 0 {
		ts.Fatalf("there are no files")
	}
}

func filesUnder(ts *testscript.TestScript, path string) []string {
	entries, err := os.ReadDir(path)
	if err != nil {
		return []string{path}
	}
	var files []string
	for _, entry := range entries {
		files = append(files, filesUnder(ts, path+"/"+entry.Name())...)
	}
	return files
}

func mentions(data []byte, word string) bool {
	var wide bytes.Buffer
	for _, unit := range utf16.Encode([]rune(word)) {
		wide.Write([]byte{byte(unit), byte(unit >> 8)})
	}
	if bytes.Contains(data, []byte(word)) || bytes.Contains(data, wide.Bytes()) {
		return true
	}
	for rest := data; ; {
		_, after, found := bytes.Cut(rest, []byte{0x28, 0xb5, 0x2f, 0xfd})
		if !found {
			return false
		}
		if strings.Contains(expanded(rest[len(rest)-len(after)-4:]), word) {
			return true
		}
		rest = after
	}
}

// expanded is what a compressed value begins with; behind its end comes whatever
// the file has there.
func expanded(data []byte) string {
	z, err := zstd.NewReader(bytes.NewReader(data), zstd.WithDecoderConcurrency(1), zstd.IgnoreChecksum(true))
	if err != nil {
		return ""
	}
	defer z.Close()
	plain, _ := io.ReadAll(z)
	return string(plain)
}
