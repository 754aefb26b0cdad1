/* Matrix products. */
#include "model/onnx.h"

#include <glib/gi18n-lib.h>

static gboolean
transpose_matrix (VanityOnnx *self, const VanityOnnxNode *node, VanityValueId *id, GError **error)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  vanity_attributes_set_ints (attributes, "perm", (const gint64[]){ 1, 0 }, 2);
  return vanity_onnx_add (self, node, "Transpose", id, 1, attributes, id, error);
}

/* α · A' · B' + β · C. With B a constant and C a bias for each column, that is the graph's Gemm;
 * otherwise it is written out. */
gboolean
vanity_onnx_map_gemm (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain ();
  VanityValueId ids[3] = { -1, -1, -1 };
  gint64 trans_a, trans_b;
  float alpha, beta;
  const VanityOnnxValue *b, *c;

  if (!vanity_onnx_check_inputs (node, 2, 3, error)
      || !vanity_onnx_get_int (node, "transA", 0, &trans_a, error)
      || !vanity_onnx_get_int (node, "transB", 0, &trans_b, error)
      || !vanity_onnx_get_float (node, "alpha", 1.0f, &alpha, error)
      || !vanity_onnx_get_float (node, "beta", 1.0f, &beta, error))
    return FALSE;
  for (int i = 0; i < node->n_inputs; i++)
    {
      ids[i] = vanity_onnx_use (self, node, node->inputs[i], &plain, error);
      if (ids[i] < 0)
        return FALSE;
    }
  b = node->inputs[1];
  c = vanity_onnx_get_input (node, 2);
  if (node->inputs[0]->shape.rank != 2 || b->shape.rank != 2)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("it needs two matrices"));

  gint64 columns = b->shape.dim[trans_b ? 0 : 1];
  gboolean bias = c != NULL && c->data != NULL
                  && (vanity_shape_get_elements (&c->shape) == 1
                      || (vanity_shape_get_elements (&c->shape) == columns
                          && c->shape.dim[c->shape.rank - 1] == columns));
  if (b->data != NULL)
    {
      VanityAttributes *attributes = vanity_attributes_new ();

      vanity_attributes_set_int (attributes, "transA", trans_a != 0);
      vanity_attributes_set_int (attributes, "transB", trans_b != 0);
      vanity_attributes_set_float (attributes, "alpha", alpha);
      vanity_attributes_set_float (attributes, "beta", beta);
      if (!vanity_onnx_add (self, node, "Gemm", ids, bias ? 3 : 2, attributes, &ids[0], error))
        return FALSE;
    }
  else if ((trans_a && !transpose_matrix (self, node, &ids[0], error))
           || (trans_b && !transpose_matrix (self, node, &ids[1], error))
           || !vanity_onnx_add (self, node, "MatMul", ids, 2, NULL, &ids[0], error)
           || (alpha != 1.0f && !vanity_onnx_add_number (self, node, "Mul", &ids[0], alpha, error)))
    {
      return FALSE;
    }
  if (c != NULL && !(bias && b->data != NULL))
    {
      ids[1] = ids[2];
      if ((beta != 1.0f && !vanity_onnx_add_number (self, node, "Mul", &ids[1], beta, error))
          || !vanity_onnx_add (self, node, "Add", ids, 2, NULL, &ids[0], error))
        return FALSE;
    }
  vanity_onnx_set_output (self, node, 0, ids[0], &plain, node->inputs[0]->type);
  return TRUE;
}
