package catalog

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// FuzzLoadFile: no text makes the reader panic, every refusal names a line of
// the file, and what is accepted survives being stored.
func FuzzLoadFile(f *testing.F) {
	f.Add([]byte(tinyText(f)))
	f.Add([]byte(own("insurer", insurer)))
	f.Add([]byte(shadowText(f)))
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("? [x]\n: y\n<<: {}"))
	f.Add([]byte("schema: !!binary ZGVtYXJj\n--- |\n x"))
	files, err := filepath.Glob("../assets/catalogue/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:min(len(data), 3000)])
	}
	base, err := LoadFile("tiny.yaml", []byte(tinyText(f)))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := LoadFile("own.yaml", data)
		if err == nil {
			again, decodeErr := Decode(p.Encode())
			if decodeErr != nil || again.Info != p.Info {
				t.Fatalf("an accepted pack does not survive being stored: %v", decodeErr)
			}
			if _, err = Compose(base, p); err == nil {
				Remarks(base, p)
				return
			}
		}
		mustNameLines(t, err, data)
	})
}

func mustNameLines(t *testing.T, err error, data []byte) {
	t.Helper()
	var problems *ProblemsError
	if !errors.As(err, &problems) || len(problems.Problems) == 0 {
		t.Fatalf("the refusal names no problem: %v", err)
	}
	// YAML counts breaks beyond the line feed too, so this is a bound only.
	lines := len(data) + 1
	for _, p := range problems.Problems {
		if p.File == "own.yaml" && (p.Line < 1 || p.Line > lines) || p.File == "" || p.Reason == "" {
			t.Fatalf("%q is no place in a file of at most %d lines", p, lines)
		}
	}
}

// FuzzDecode: what is read back is what was written, byte for byte.
func FuzzDecode(f *testing.F) {
	p, err := LoadFile("tiny.yaml", []byte(tinyText(f)))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(p.Encode())
	f.Add([]byte(Schema + "\n7 a.yaml\nname: x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := Decode(data); err == nil && !bytes.Equal(p.Encode(), data) {
			t.Fatal("other bytes have the same meaning")
		}
	})
}
