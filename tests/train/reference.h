/* The operators that learn, once more: plain loops in double precision, which share nothing with
 * the engine but its rules (nn/graph.h). What comes out is what the engine's forward must agree
 * with, and differences of it are what its gradients must agree with. */
#pragma once

#include "nn/graph.h"

G_BEGIN_DECLS

#define REFERENCE_MAX_INPUTS 8

typedef struct
{
  VanityShape shape;
  double *data; /* NULL: left out */
} ReferenceTensor;

typedef struct
{
  const char *op;
  VanityAttributes *attributes; /* lists that may be inputs are attributes here */
  gboolean training;            /* as the learner's forward has it */
  int n_inputs;
  ReferenceTensor inputs[REFERENCE_MAX_INPUTS];
  ReferenceTensor output; /* its shape is the one that the graph inferred */
  /* What the engine made of these inputs, for the one thing that nobody else can know: which
   * elements Dropout has dropped. */
  const float *seen;
} ReferenceCall;

typedef void (*ReferenceFunc) (ReferenceCall *call);

/* Operator `op`, or NULL when there is none of that name. */
ReferenceFunc reference_find (const char *op);

/* A subject's operators; the last has no name. */
typedef struct
{
  const char *op;
  ReferenceFunc func;
} ReferenceEntry;

extern const ReferenceEntry reference_broadcast[];
extern const ReferenceEntry reference_map[];
extern const ReferenceEntry reference_move[];
extern const ReferenceEntry reference_normalize[];
extern const ReferenceEntry reference_product[];
extern const ReferenceEntry reference_reduce[];
extern const ReferenceEntry reference_sample[];
extern const ReferenceEntry reference_window[];

/* Attributes, or the value given where they are absent. */
gint64 reference_get_int (const ReferenceCall *call, const char *name, gint64 value);
double reference_get_float (const ReferenceCall *call, const char *name, double value);
gboolean reference_has_word (const ReferenceCall *call, const char *name, const char *word);
/* The list's length, −1 when it is absent; then there are `count` times `value`. */
int reference_get_ints (const ReferenceCall *call, const char *name, int count, gint64 value,
                        gint64 *values);
/* An axis of input 0, counted from the front. */
int reference_get_axis (const ReferenceCall *call, gint64 value);

gboolean reference_has_input (const ReferenceCall *call, int index);

/* Counts an index of each dimension up, the last one first; FALSE after the last of all. */
gboolean reference_next (const VanityShape *shape, gint64 *index);
/* Where element `index` lies in a dense tensor. */
gint64 reference_find_place (const VanityShape *shape, const gint64 *index);
/* The same of an element of `whole`, whose dimensions the tensor has from the right, some with one
 * element for all. */
gint64 reference_find_broadcast (const VanityShape *shape, const VanityShape *whole,
                                 const gint64 *index);

G_END_DECLS
