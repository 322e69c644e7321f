package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// answer writes a result: data as JSON where that was asked for, else what text
// writes.
func (a *app) answer(data any, text func(w io.Writer)) error {
	if a.flags.json {
		encoder := json.NewEncoder(a.streams.Out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", " ")
		return encoder.Encode(data)
	}
	text(a.streams.Out)
	return nil
}

// done says in a sentence what was done, or that there was nothing to do,
// unless that is not wanted.
func (a *app) done(data any, format string, args ...any) error {
	return a.answer(data, func(w io.Writer) {
		switch {
		case a.flags.quiet:
		case a.changed != nil && a.changed.Commits() == 0:
			fmt.Fprintln(w, "nothing was changed: it is like that already")
		default:
			fmt.Fprintln(w, oneLine(fmt.Sprintf(format, args...)))
		}
	})
}

// note says something worth knowing, beside the result.
func (a *app) note(format string, args ...any) {
	if !a.flags.quiet {
		fmt.Fprintf(a.streams.Err, "demarc: %s\n", oneLine(fmt.Sprintf(format, args...)))
	}
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

func words[W ~string](word W) string { return strings.ReplaceAll(string(word), "_", " ") }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%s %s", number(n), many)
}

// number writes a count with separators: 2,133.
func number(n int) string {
	text := fmt.Sprint(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
