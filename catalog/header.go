package catalog

import (
	"regexp"

	"demarc/assess"
)

// header is what a pack says of itself.
type header struct {
	schema string
	info   assess.PackInfo
	asOf   assess.Date
}

// The forms of names and versions leave out what a composed version is made
// with: plus signs and spaces.
var (
	namePattern    = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)
	versionPattern = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$`)
)

var headerFields = fields[header]{
	{"schema", true, func(f *faults, m member, into *header) {
		if into.schema = f.line(m); into.schema != Schema {
			f.add(m.at, "schema %q cannot be read: this program reads %s", into.schema, Schema)
		}
	}},
	idField("name", namePattern, "small letters, digits and hyphens, at most 40", func(h *header) *string { return &h.info.Name }),
	lineField("title", true, func(h *header) *string { return &h.info.Title }),
	idField("version", versionPattern, "letters, digits, dots and hyphens, at most 32", func(h *header) *string { return &h.info.Version }),
	dateField("as_of", true, func(h *header) *assess.Date { return &h.asOf }),
}
