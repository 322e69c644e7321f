package handover

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os/exec"
	"strconv"
)

// renderer draws pages of a PDF, where this computer has a program for it.
type renderer interface {
	// pages draws the pages from first to last, each so many pixels wide.
	pages(ctx context.Context, p *printed, first, last, width int) ([]image.Image, error)
	// draws reports whether it can draw this one.
	draws(p *printed) bool
}

// findRenderer looks for a program that draws pages; nil where there is none.
func findRenderer() renderer {
	if path, err := exec.LookPath("pdftoppm"); err == nil {
		return poppler(path)
	}
	if path, err := exec.LookPath("mutool"); err == nil {
		return mupdf(path)
	}
	return nil
}

// poppler is the path of pdftoppm. It reads the PDF from its input, so that
// nothing of the client's is written to a temporary file.
type poppler string

func (poppler) draws(p *printed) bool { return len(p.pdf) > 0 }

func (r poppler) pages(ctx context.Context, p *printed, first, last, width int) ([]image.Image, error) {
	command := exec.CommandContext(ctx, string(r), "-png", "-f", strconv.Itoa(first), "-l", strconv.Itoa(last), "-scale-to-x", strconv.Itoa(width), "-scale-to-y", "-1", "-")
	command.Stdin = bytes.NewReader(p.pdf)
	return drawn(command, last-first+1)
}

// mupdf is the path of mutool, which reads files alone.
type mupdf string

func (mupdf) draws(p *printed) bool { return p.path != "" }

func (r mupdf) pages(ctx context.Context, p *printed, first, last, width int) ([]image.Image, error) {
	var all []image.Image
	for page := first; page <= last; page++ {
		command := exec.CommandContext(ctx, string(r), "draw", "-q", "-F", "png", "-w", strconv.Itoa(width), "-o", "-", p.path, strconv.Itoa(page))
		images, err := drawn(command, 1)
		if err != nil {
			return nil, err
		}
		all = append(all, images...)
	}
	return all, nil
}

// drawn reads the PNG images that a command writes one after the other.
func drawn(command *exec.Cmd, most int) ([]image.Image, error) {
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("the pages could not be drawn: %w", err)
	}
	var images []image.Image
	for rest := bytes.NewReader(output); rest.Len() > 0 && len(images) < most; {
		page, err := png.Decode(rest)
		if err != nil {
			return nil, fmt.Errorf("the pages could not be drawn: %w", err)
		}
		images = append(images, page)
	}
	return images, nil
}
