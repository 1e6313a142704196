// Package weights holds the trained weights that the program embeds. Each file
// has a card beside it, NAME.md: data, licences, command and scores.
package weights

import "embed"

// FS holds engine.bin, the one network that all heads share.
//
//go:embed *.bin
var FS embed.FS
