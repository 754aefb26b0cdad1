/* What an operator does while its network learns: the inside of the learner, for operators.
 *
 * An operator that learns has one constant VanityBackward, in its own file where it is short, or in
 * one beside it (ops/NAME-backward.c), which its VanityOperator points to. Its functions take a
 * VanityBackwardCall, a node with its gradients at hand:
 *
 *   prepare  once, when a learner is made: asks for memory; fails where there is no backward for
 *            these parameters.
 *
 *   forward  runs instead of the operator's own while a network learns; NULL: the operator's own.
 *
 *   run      sets the gradients of the inputs from that of the output. Every element is set, not
 *            added to, unless the call says so: where a value has several readers, the learner sums
 *            up what cannot be added at once.
 *
 *   release  frees what prepare left in `state`.
 *
 * No function but prepare allocates. Work is shared out by elements that are written, and terms of
 * a sum are added in a fixed order: steps repeat to the bit. */
#pragma once

#include "nn/operator.h"

G_BEGIN_DECLS

typedef struct
{
  VanityCall *call; /* as forward ran it */
  /* Of call->outputs[0] and of each of call->inputs; rank −1 where it is not wanted. */
  VanityTensor output_gradient;
  VanityTensor *input_gradients;

  /* Set by prepare where this node's run reads more inputs than VanityBackward says. */
  guint32 reads_inputs;
  gpointer state;      /* the operator's own, from prepare to release */
  gsize state_bytes;   /* what it holds, for the account of memory */
  gsize saved_bytes;   /* asked for by prepare: lasts from forward to run */
  gpointer saved;      /* 64-byte aligned, as is all memory here */
  gsize scratch_bytes; /* asked for by prepare: for run, and for its own forward */
  gpointer scratch;
  guint32 adds;      /* bit i, of those that can be: run adds to the gradient of input i */
  gboolean training; /* FALSE: forward runs to see what the network has learnt */
  guint64 seed;      /* another one for each node and each step, for forward */
} VanityBackwardCall;

typedef enum
{
  /* Reads element i of the output's gradient before it writes element i of the first input's, and
   * no later: both may be the same memory. */
  VANITY_BACKWARD_IN_PLACE = 1 << 0,
} VanityBackwardFlags;

struct _VanityBackward
{
  VanityBackwardFlags flags;
  /* Bit i: input i has a gradient; is read by run. Inputs past the 31st are like it. */
  guint32 differentiable;
  guint32 reads_inputs;
  gboolean reads_output;
  guint32 changes_inputs; /* constants that a forward of its own writes to, as training */
  guint32 adds;           /* to the gradient that is there, where it is told to */

  gboolean (*prepare) (VanityBackwardCall *call, GError **error);
  void (*forward) (VanityBackwardCall *call);
  void (*run) (VanityBackwardCall *call);
  void (*release) (VanityBackwardCall *call);
};

#define VANITY_BACKWARD_ALL G_MAXUINT32

static inline gboolean
vanity_backward_has_bit (guint32 bits, int input)
{
  return (bits >> MIN (input, 31) & 1) != 0;
}

static inline gboolean
vanity_backward_wants (const VanityBackwardCall *call, int input)
{
  return input < call->call->n_inputs && call->input_gradients[input].shape.rank >= 0;
}

/* Does the part [from, to) of a backward's work. */
typedef void (*VanityBackwardSplitFunc) (VanityBackwardCall *call, gint64 from, gint64 to,
                                         int worker);

/* Runs `func` over [0, count) in parts, as vanity_call_split () does. */
void vanity_backward_split (VanityBackwardCall *call, VanityBackwardSplitFunc func, gint64 count,
                            double cost);

G_END_DECLS
