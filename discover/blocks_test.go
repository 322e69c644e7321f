package discover

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// readBlocks reads a stream to its end: the lines by number, and the numbers of
// those that were too long.
func readBlocks(from io.Reader) (lines map[int64]string, tooLong []int64, err error) {
	lines = map[int64]string{}
	b := newBlocks(from, func(line int64) { tooLong = append(tooLong, line) })
	buffer := make([]byte, blockSize)
	for {
		part, err := b.next(buffer)
		if errors.Is(err, io.EOF) {
			return lines, tooLong, nil
		}
		if err != nil {
			return lines, tooLong, err
		}
		number := part.first
		for line := range bytes.Lines(part.text) {
			lines[number] = string(bytes.TrimSuffix(line, []byte("\n")))
			number++
		}
	}
}

// Every line of a stream comes once, with its number, whatever the lengths and
// however few bytes a read gives; only those longer than a block are left out.
func TestBlocksHoldEveryLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lengths := rapid.SliceOfN(rapid.OneOf(rapid.IntRange(0, 200), rapid.IntRange(blockSize-3, blockSize+70_000), rapid.IntRange(300_000, 700_000)), 0, 8).Draw(t, "lengths")
		ends := rapid.Bool().Draw(t, "ends with a line feed")
		var text strings.Builder
		want := map[int64]string{}
		for i, length := range lengths {
			line := strings.Repeat(string(rune('a'+i)), length)
			text.WriteString(line)
			if i < len(lengths)-1 || ends {
				text.WriteByte('\n')
			}
			want[int64(i+1)] = line
		}
		if n := int64(len(lengths)); n > 0 && !ends && lengths[n-1] == 0 {
			delete(want, n) // nothing behind the last line feed is no line
		}
		from := io.Reader(strings.NewReader(text.String()))
		if rapid.Bool().Draw(t, "by halves") {
			from = iotest.HalfReader(from)
		}
		lines, tooLong, err := readBlocks(from)
		if err != nil {
			t.Fatal(err)
		}
		for _, number := range tooLong {
			if len(want[number]) < blockSize {
				t.Fatalf("line %d of %d bytes is called too long", number, len(want[number]))
			}
			delete(want, number)
		}
		if len(lines) != len(want) {
			t.Fatalf("%d lines were read, not %d", len(lines), len(want))
		}
		for number, line := range want {
			if lines[number] != line {
				t.Fatalf("line %d was read with %d bytes, not %d", number, len(lines[number]), len(line))
			}
		}
	})
}

func TestAnEndlessLineCostsNoMemory(t *testing.T) {
	endless := io.MultiReader(strings.NewReader("first\n"), io.LimitReader(zeros{}, 64<<20), strings.NewReader("\nlast\n"))
	lines, tooLong, err := readBlocks(endless)
	if err != nil || len(lines) != 2 || lines[1] != "first" || lines[3] != "last" || len(tooLong) != 1 || tooLong[0] != 2 {
		t.Errorf("it read %d lines, %v too long, %v", len(lines), tooLong, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestAReadErrorIsToldApartFromTheEnd(t *testing.T) {
	lines, _, err := readBlocks(io.MultiReader(strings.NewReader("first\n"), iotest.ErrReader(io.ErrClosedPipe)))
	if !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("it gave %v, %v", lines, err)
	}
}
