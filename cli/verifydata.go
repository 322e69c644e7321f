package cli

import (
	"fmt"
	"io"

	"demarc/assess"
	"demarc/engagement"
)

// writeData says what came of counting a report's numbers again.
func writeData(w io.Writer, d *engagement.CheckedData) {
	switch {
	case d.Matches == nil:
		fmt.Fprintln(w, "  data           not checked")
	case !*d.Matches:
		fmt.Fprintln(w, "  data           DOES NOT MATCH")
	case d.Pages:
		fmt.Fprintln(w, "  data           matches: every number was counted again from it, and every page set again")
	default:
		fmt.Fprintln(w, "  data           matches: every number was counted again from it")
	}
	for _, said := range d.Said {
		fmt.Fprintf(w, "                 %s\n", oneLine(said.String()))
	}
}

func saidTexts(said []assess.Said) []string {
	texts := make([]string, len(said))
	for i := range said {
		texts[i] = said[i].String()
	}
	return texts
}
