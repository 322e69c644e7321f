package catalog

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"demarc/assess"

	"go.yaml.in/yaml/v3"
)

// Schema is the version of the pack format that this package reads.
const Schema = "demarc-pack/1"

// Pack is one well-formed pack. It is never changed once read.
type Pack struct {
	// Info names the pack; its SHA256 is that of Encode's bytes.
	Info assess.PackInfo
	// AsOf is the day to which the pack's knowledge refers.
	AsOf assess.Date

	files    []file
	at       place // of its header
	sections map[string][]entry
	alone    *composition // of this pack and no other
}

type file struct {
	name string
	data []byte
}

// Load reads a pack from all *.yaml files of a folder, embedded or on disk;
// folders within it are not read. All of a pack may have 8 MiB. The faults of a
// pack come as a *ProblemsError.
func Load(fsys fs.FS) (*Pack, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the files of the pack: %w", err)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("the folder holds no *.yaml file, so it is no pack")
	}
	files := make([]file, len(names))
	left := maxPackBytes
	for i, name := range names {
		data, err := readBounded(fsys, name, left)
		if err != nil {
			return nil, err
		}
		left -= len(data)
		files[i] = file{name, data}
	}
	return read(files)
}

func readBounded(fsys fs.FS, name string, left int) ([]byte, error) {
	opened, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open the pack's file %s: %w", name, err)
	}
	defer opened.Close()
	data, err := io.ReadAll(io.LimitReader(opened, int64(left)+1))
	if err != nil {
		return nil, fmt.Errorf("read the pack's file %s: %w", name, err)
	}
	if len(data) > left {
		return nil, tooLarge(name)
	}
	return data, nil
}

// LoadFile reads a pack that stands in one file: an assessor's own. Of name
// only the last element is kept, in Windows' form too.
func LoadFile(name string, data []byte) (*Pack, error) {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if len(data) > maxPackBytes {
		return nil, tooLarge(name)
	}
	return read([]file{{name, data}})
}

func tooLarge(name string) error {
	return &ProblemsError{[]Problem{{name, 1, fmt.Sprintf("the pack is larger than %d MiB", maxPackBytes>>20)}}}
}

// read makes a pack of its files, each of which holds some of its keys, or
// returns the one that was made of them before.
func read(files []file) (*Pack, error) {
	for i := range files {
		files[i].name = cleanName(files[i].name)
		files[i].data = cleanBreaks(files[i].data)
	}
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	sum := hash(encode(files))
	if p := known.get(sum); p != nil {
		return p, nil
	}
	p, err := readAnew(files)
	if err != nil {
		return nil, err
	}
	p.Info.SHA256 = sum
	known.put(p)
	return p, nil
}

// readAnew makes a pack of files that are clean and in order.
func readAnew(files []file) (*Pack, error) {
	var f faults
	if pieces := countPieces(files); pieces > maxPackPieces {
		f.add(place{file: files[0].name}, "the pack has %d lines and list entries: at most %d are read", pieces, maxPackPieces)
		return nil, f.err()
	}
	roots := parseAll(&f, files)
	if err := f.err(); err != nil {
		return nil, err // what stands in a file that cannot be read is not missing
	}
	p := &Pack{files: files, sections: map[string][]entry{}}
	head := made[header]{at: place{file: files[0].name, line: 1}, set: map[string]place{}}
	for i, file := range files {
		for _, m := range f.members(member{"the file", place{file: file.name}, roots[i]}) {
			p.take(&f, m, &head)
		}
	}
	headerFields.complete(&f, "the pack", &head)
	p.at, p.AsOf, p.Info = head.at, head.value.asOf, head.value.info
	p.alone = combine(&f, p) // for what is wrong with its entries themselves, too
	if err := f.err(); err != nil {
		return nil, err
	}
	return p, nil
}

// parseAll parses files at the same time, for parsing is most of what reading a
// pack takes. Faults come in the files' order.
func parseAll(f *faults, files []file) []*yaml.Node {
	roots, found := make([]*yaml.Node, len(files)), make([]faults, len(files))
	var group sync.WaitGroup
	for i, file := range files {
		group.Go(func() { roots[i] = parse(&found[i], file.name, file.data) })
	}
	group.Wait()
	for i := range found {
		f.problems = append(f.problems, found[i].problems...)
	}
	return roots
}

// take sorts a top-level key into the pack's header or one of its sections.
func (p *Pack) take(f *faults, m member, into *made[header]) {
	if _, ok := headerFields.find("", m.key); ok {
		if first, twice := into.set[m.key]; twice {
			f.add(m.at, "%s stands twice: it is already in %s on line %d", m.key, first.file, first.line)
			return
		}
		if len(into.set) == 0 {
			into.at = m.at
		}
		headerFields.apply(f, entry{members: []member{m}}, into)
		return
	}
	split, ok := sectionShapes[m.key]
	if !ok {
		f.add(m.at, "the key %s is unknown: %s are known", m.key, assess.Words(topKeys))
		return
	}
	p.sections[m.key] = append(p.sections[m.key], split(f, m)...)
}

// cleanName keeps a file's name from breaking the form of the stored pack.
func cleanName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "_"))
}

// cleanBreaks makes a pack the same on every system: some check files out with
// other line breaks, and some editors begin a file with a byte order mark.
func cleanBreaks(data []byte) []byte {
	text := strings.TrimPrefix(string(data), "\ufeff")
	return []byte(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
}

// countPieces counts what the parser makes nodes of: see maxPackPieces. YAML
// knows line breaks beyond ASCII.
func countPieces(files []file) int {
	pieces := 0
	for _, file := range files {
		for _, separator := range []string{"\n", ",", "\u0085", "\u2028", "\u2029"} {
			pieces += bytes.Count(file.data, []byte(separator))
		}
	}
	return pieces
}
