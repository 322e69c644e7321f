package exchange

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const mapPreface = `# How the columns of a table become assets, for demarc import --map.
# Correct what is wrong, keep the file, and use it again for the next version of
# the same table.
#
#   our field: Their Column           a column is named by its header, or by its
#   our field:                        number where headers repeat
#     from: [Column A, Column B]      several columns are joined
#     join: ", "
#     values:                         what their words mean; case does not count
#       Live: production
#       Sandbox:                      nothing after the colon: says nothing
#
# A list of such blocks (- from: ...) takes the first that says something, and for
# data and tags all of them. Lists within a value are separated by |.
`

// Encode writes the map as YAML that ReadMap takes back, with comments for the
// person who corrects it.
func (m *Map) Encode() []byte {
	var b strings.Builder
	b.WriteString(mapPreface)
	fmt.Fprintf(&b, "#\n# Our fields: %s.\n# The id of a control, such as AI-SEC-002, takes the party accountable for it.\n\n", ourFields())
	fmt.Fprintf(&b, "# A value that is no word of ours and has no translation: %s it and say\n# so, or %s the row.\n%s: %s\n\n", leaveOut, rejectRow, keyUntranslated, m.untranslated())
	if m.dates != "" {
		fmt.Fprintf(&b, "# Dates are in the order mdy (US), dmy or ymd.\n%s: %s\n\n", keyDates, m.dates)
	}
	fmt.Fprintf(&b, "# What counts as nothing said, except in the name.\n%s: %s\n\n", keyNothing, yamlList(m.nothing))
	if len(m.compose) > 0 {
		fmt.Fprintf(&b, "# Rows without an external_id get one composed of these columns; repeats are\n# numbered. It must stay the same from visit to visit.\n%s: %s\n\n", keyCompose, yamlRefs(m.compose))
	}
	b.WriteString(keyFields + ":\n")
	for _, f := range m.fields {
		f.encode(&b)
	}
	if len(m.unused) > 0 {
		b.WriteString("\n# Columns that are not used:\n")
		for _, remark := range m.unused {
			b.WriteString("#   " + squeeze(remark) + "\n")
		}
	}
	return []byte(b.String())
}

// ourFields lists our fields, a few on each line of a comment.
func ourFields() string {
	var lines []string
	for names := range slices.Chunk(fieldNames(), 8) {
		lines = append(lines, strings.Join(names, ", "))
	}
	return strings.Join(lines, ",\n# ")
}

func (m *Map) untranslated() string {
	if m.lenient {
		return leaveOut
	}
	return rejectRow
}

func (f *mapField) encode(b *strings.Builder) {
	if f.remark != "" {
		b.WriteString("  # " + squeeze(f.remark) + "\n")
	}
	b.WriteString("  " + yamlText(f.name) + ":")
	if len(f.parts) == 1 {
		if p := f.parts[0]; len(p.from) == 1 && p.join == "" && len(p.values)+len(p.left) == 0 {
			b.WriteString(" " + yamlRef(p.from[0]) + "\n")
			return
		}
		b.WriteString("\n")
		f.parts[0].encode(b, "    ", "    ")
		return
	}
	b.WriteString("\n")
	for _, p := range f.parts {
		p.encode(b, "    - ", "      ")
	}
}

// encode writes a part; its first line may begin with the dash of a list.
func (p *mapPart) encode(b *strings.Builder, first, indent string) {
	from := yamlRefs(p.from)
	if len(p.from) == 1 {
		from = yamlRef(p.from[0])
	}
	b.WriteString(first + keyFrom + ": " + from + "\n")
	if p.join != "" {
		b.WriteString(indent + keyJoin + ": " + strconv.Quote(p.join) + "\n")
	}
	if len(p.values)+len(p.left) > 0 {
		b.WriteString(indent + keyValues + ":\n")
	}
	for _, v := range p.values {
		b.WriteString(indent + "  " + v.encode(" ") + "\n")
	}
	if len(p.left) > 0 {
		b.WriteString(indent + "  # not translated: take the first # away and say what it means\n")
	}
	for _, v := range p.left {
		b.WriteString(indent + "  # " + v.encode("  ") + "\n")
	}
	if p.more > 0 {
		fmt.Fprintf(b, "%s  # and %d more\n", indent, p.more)
	}
}

func (v *translation) encode(gap string) string {
	line := yamlText(v.theirs) + ":"
	if v.ours != "" {
		line += " " + yamlText(v.ours)
	}
	if v.remark != "" {
		line += gap + "# " + squeeze(v.remark)
	}
	return line
}

func yamlRefs(refs []columnRef) string {
	texts := make([]string, len(refs))
	for i, ref := range refs {
		texts[i] = yamlRef(ref)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func yamlRef(ref columnRef) string {
	if ref.number > 0 {
		return strconv.Itoa(ref.number)
	}
	return yamlText(ref.header)
}

func yamlList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = yamlText(text)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

var (
	plainYAML = regexp.MustCompile(`^[A-Za-z]([A-Za-z0-9 _/()&.'-]*[A-Za-z0-9_)])?$`)
	// wordsOfYAML are plain texts that one reader of YAML or another takes for
	// something else.
	wordsOfYAML = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
)

// yamlText writes a text plain where that is safe and otherwise in double
// quotes; Go and YAML share the escapes that appear in valid UTF-8.
func yamlText(text string) string {
	if plainYAML.MatchString(text) && !slices.Contains(wordsOfYAML, strings.ToLower(text)) {
		return text
	}
	return strconv.Quote(text)
}
