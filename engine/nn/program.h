/* A graph turned into steps, for the executor: what runs, in which order, on which values. */
#pragma once

#include "nn/graph-private.h"

G_BEGIN_DECLS

typedef struct
{
  const VanityOperator *op;
  char *name;
  gpointer params;
  int n_inputs;
  VanityValueId *inputs;
  int n_outputs;
  VanityValueId *outputs;

  /* What fusion added. */
  VanityActivation activation;
  VanityValueId residual;     /* −1: none */
  VanityValueId slope;        /* constant that the activation points to, −1: none */
  gpointer activation_params; /* owned; of the activation that was fused */
} VanityStep;

typedef struct
{
  GArray *steps; /* of VanityStep, in order */
  /* For each value the one whose memory it shares: itself, or the input of a view. */
  VanityValueId *roots;
} VanityProgram;

/* Moves the nodes out of `graph`; its values stay. With `fuse` FALSE, one step for each node; where
 * it `learns`, for those, too, that are views of their input unless a network learns. */
VanityProgram *vanity_program_new (VanityGraph *graph, gboolean fuse, gboolean learns);
void vanity_program_free (VanityProgram *program);

/* A call for `step`; its tensors are the graph's and know constants only. Free with
 * vanity_call_clear (). */
void vanity_step_fill_call (const VanityStep *step, VanityGraph *graph, VanityCall *call);
void vanity_call_clear (VanityCall *call);

/* The passes of vanity_program_new (), each a file's worth: fold.c and commute.c, before there are
 * steps, and fuse.c. */
void vanity_graph_fold (VanityGraph *graph);
void vanity_graph_commute (VanityGraph *graph);
void vanity_program_fuse (VanityProgram *program, VanityGraph *graph);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityProgram, vanity_program_free)

G_END_DECLS
