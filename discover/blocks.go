package discover

import (
	"bytes"
	"errors"
	"io"
)

const (
	// blockSize is how much of a file is read at once, and the longest line.
	blockSize = 1 << 20
	// blocksAhead is how many blocks wait for a worker at most.
	blocksAhead = 4
)

// block is a part of a file: whole lines, but for the last one of a file that
// ends without a line feed.
type block struct {
	text  []byte
	first int64 // the number of its first line, from 1
}

// blocks cuts a stream into blocks. A line that is longer than a block is left
// out, and counted as one that could not be read.
type blocks struct {
	from    io.Reader
	rest    []byte // read behind the last whole line
	line    int64  // the number of the next line
	tooLong func(line int64)
	ended   bool
}

func newBlocks(from io.Reader, tooLong func(line int64)) *blocks {
	return &blocks{from: from, line: 1, tooLong: tooLong}
}

// next reads a block into a buffer of blockSize. It returns io.EOF behind the
// last one.
func (b *blocks) next(buffer []byte) (block, error) {
	for !b.ended {
		n := copy(buffer, b.rest)
		read, err := readFull(b.from, buffer[n:])
		n += read
		switch {
		case errors.Is(err, io.EOF):
			b.ended, b.rest = true, nil
		case err != nil:
			return block{}, err
		}
		if n == 0 {
			break
		}
		end := bytes.LastIndexByte(buffer[:n], '\n') + 1
		if b.ended {
			end = n
		}
		if end == 0 {
			b.tooLong(b.line)
			if err := b.skipLine(); err != nil {
				return block{}, err
			}
			continue
		}
		whole := block{text: buffer[:end], first: b.line}
		b.line += int64(bytes.Count(whole.text, []byte{'\n'}))
		b.rest = append(b.rest[:0], buffer[end:n]...)
		return whole, nil
	}
	return block{}, io.EOF
}

// skipLine reads on to the end of a line that does not fit a block.
func (b *blocks) skipLine() error {
	part := make([]byte, 64<<10)
	for {
		n, err := b.from.Read(part)
		if end := bytes.IndexByte(part[:n], '\n'); end >= 0 {
			b.line++
			b.rest = append(b.rest[:0], part[end+1:n]...)
			return nil
		}
		if errors.Is(err, io.EOF) {
			b.ended = true
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// readFull fills a buffer; io.EOF says that the stream ended, whatever was read.
func readFull(from io.Reader, buffer []byte) (n int, err error) {
	n, err = io.ReadFull(from, buffer)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}
