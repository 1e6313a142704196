// Package encode runs the trained network's encoder over a report: the part that
// all heads share.
//
//   - A form is a word as it is written. Its features (hashed affixes, shape,
//     letter n-grams, a place in the vocabulary and among the word vectors)
//     depend on nothing else.
//   - A token's place is whether it stands in quotation marks, and first in its
//     sentence or paragraph. Form and place decide its row of the input layer.
//   - A block is a convolution over three tokens, d apart, with a residual and a
//     layer norm (package nn). The first sees five tokens; what a row gives to
//     its neighbours there depends on form and place alone, and is kept for the
//     next time. After one more shared block, the syntax branch and the roles
//     branch go on by themselves.
//   - The encoding of a token is its hidden vector at the end of a branch, as
//     int8 with one scale for the whole branch. Heads (tags, arcs, names, roles)
//     read it in the stages of those names.
//
// The network is described in train/network.py and trained by train/train.py.
package encode
