package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Paragraph sets a text in lines of at most a width, which is a length of the
// design.
func (l *Look) Paragraph(text string, style Style, role Role, width float32) fyne.CanvasObject {
	return l.Lines(l.Wrap(text, style, l.S(width)), style, role)
}

// Lines sets ready lines beneath each other.
func (l *Look) Lines(lines []string, style Style, role Role) fyne.CanvasObject {
	column := container.New(&columnLayout{gap: l.S(2)})
	for _, line := range lines {
		column.Add(l.Label(line, style, role))
	}
	return column
}

// Wrap breaks a text into lines of at most a width in units of the screen. A
// word that is longer than a line is broken, too.
func (l *Look) Wrap(text string, style Style, width float32) []string {
	width = max(width, l.S(style.Size)) // room for a letter at the least
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			joined := strings.TrimLeft(line+" "+word, " ")
			if l.Measure(joined, style).Width <= width {
				line = joined
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			line = word
			for l.Measure(line, style).Width > width {
				head := l.head(line, style, width)
				lines, line = append(lines, head), line[len(head):]
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// head is as much of a word as fits, one letter at the least.
func (l *Look) head(word string, style Style, width float32) string {
	end := 0
	for i, letter := range word {
		next := i + len(string(letter))
		if end > 0 && l.Measure(word[:next], style).Width > width {
			break
		}
		end = next
	}
	return word[:end]
}
