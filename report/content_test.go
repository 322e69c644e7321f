package report

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"testing"

	"pgregory.net/rapid"
)

// streamData cuts a stream's data out of what appendStream wrote.
func streamData(t *rapid.T, stream []byte) []byte {
	head, data, _ := bytes.Cut(stream, []byte("\nstream\n"))
	data, whole := bytes.CutSuffix(data, []byte("\nendstream"))
	if !whole || !bytes.HasSuffix(head, fmt.Appendf(nil, "/Length %d>>", len(data))) {
		t.Fatalf("%q says another length than %d", head, len(data))
	}
	return data
}

// However often pages are left and turned to again, each shows what was drawn
// on it, in order.
func TestAPageShowsWhatWasDrawnOnIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := newContents()
		var want []string
		at := 0
		for _, step := range rapid.SliceOfN(rapid.IntRange(0, 4), 1, 60).Draw(t, "steps") {
			switch {
			case step == 0 || want == nil:
				drawn.add()
				want = append(want, "")
				at = len(want) - 1
			case step == 1:
				at = rapid.IntRange(0, len(want)-1).Draw(t, "page")
				drawn.turnTo(at)
			default:
				operators := rapid.StringN(0, 2000, -1).Draw(t, "operators")
				drawn.draw([]byte(operators))
				want[at] += operators + "\n"
			}
		}
		drawn.putAway()
		for page, operators := range want {
			reader, err := zlib.NewReader(bytes.NewReader(streamData(t, drawn.appendStream(nil, page))))
			if err != nil {
				t.Fatal(err)
			}
			// Reading to the end holds the checksum against what was unpacked.
			if shown, err := io.ReadAll(reader); err != nil || string(shown) != operators {
				t.Fatalf("page %d shows %q, %v; drawn was %q", page, shown, err, operators)
			}
		}
	})
}
