package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Encode writes the pack as it is stored in an engagement: the schema, then
// per file, sorted by name, its length in bytes, a space and its name, each in
// a line, and its bytes followed by a line feed.
//
// It is our own plain form because the pack's hash is made of it: no library's
// taste in escaping may ever change that.
func (p *Pack) Encode() []byte { return encode(p.files) }

func encode(files []file) []byte {
	size := len(Schema) + 1
	for _, file := range files {
		size += len(file.name) + len(file.data) + 24
	}
	out := bytes.NewBuffer(make([]byte, 0, size))
	out.WriteString(Schema + "\n")
	for _, file := range files {
		fmt.Fprintf(out, "%d %s\n%s\n", len(file.data), file.name, file.data)
	}
	return out.Bytes()
}

// Decode reads what Encode wrote, and nothing else: bytes that Encode would
// write otherwise are refused, for their hash would name another pack.
func Decode(data []byte) (*Pack, error) {
	files, err := splitFiles(string(data))
	if err != nil {
		return nil, err
	}
	p, err := read(files)
	if err != nil {
		return nil, fmt.Errorf("the stored pack has faults: %w", err)
	}
	if !bytes.Equal(p.Encode(), data) {
		return nil, errStored
	}
	return p, nil
}

var errStored = errors.New("the stored pack is damaged: its parts are not as they were written")

func splitFiles(rest string) ([]file, error) {
	rest, ok := strings.CutPrefix(rest, Schema+"\n")
	if !ok {
		return nil, fmt.Errorf("the stored pack cannot be read: it does not begin with %s", Schema)
	}
	var files []file
	for rest != "" {
		head, body, _ := strings.Cut(rest, "\n")
		length, name, _ := strings.Cut(head, " ")
		n, err := strconv.Atoi(length)
		if err != nil || name == "" || n < 0 || n >= len(body) || body[n] != '\n' {
			return nil, errStored
		}
		files = append(files, file{name, []byte(body[:n])})
		rest = body[n+1:]
	}
	if len(files) == 0 {
		return nil, errStored
	}
	return files, nil
}
