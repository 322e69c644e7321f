package history

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A path is a field's name, with dots between nested ones, and for a set or a
// map the key in brackets: name, name[key] or name[key].name. A key stands bare
// in the brackets unless it is empty or holds a bracket, a quote, a backslash,
// a control character or broken UTF-8; then it is quoted in ASCII. Each key
// has exactly one spelling, and which one depends on nothing that a later
// edition of Unicode changes.

// keyed returns name[key].
func keyed(name, key string) string { return name + "[" + spelled(key) + "]" }

func spelled(key string) string {
	if key == "" || !utf8.ValidString(key) || strings.ContainsFunc(key, needsQuotes) {
		return strconv.QuoteToASCII(key)
	}
	return key
}

func needsQuotes(r rune) bool {
	return r < ' ' || r == 0x7f || strings.ContainsRune(`[]"\`, r)
}

// splitPath takes a path apart. With hasKey false the path is a name alone;
// rest is what follows the brackets, without its dot.
func splitPath(path string) (name, key string, hasKey bool, rest string, err error) {
	name, inside, hasKey := strings.Cut(path, "[")
	if !hasKey {
		return path, "", false, "", nil
	}
	refused := fmt.Errorf("%q is no path to a field", path)
	spelling, after, closed := strings.Cut(inside, "]")
	key = spelling
	if strings.HasPrefix(inside, `"`) {
		if spelling, err = strconv.QuotedPrefix(inside); err != nil {
			return "", "", false, "", refused
		}
		after, closed = strings.CutPrefix(inside[len(spelling):], "]")
		if key, err = strconv.Unquote(spelling); err != nil {
			return "", "", false, "", refused
		}
	}
	if !closed || spelled(key) != spelling {
		return "", "", false, "", refused
	}
	if rest, closed = strings.CutPrefix(after, "."); !closed && after != "" || closed && rest == "" {
		return "", "", false, "", refused
	}
	return name, key, true, rest, nil
}
