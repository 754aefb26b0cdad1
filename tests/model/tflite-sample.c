#include "runner.h"
#include "sample.h"

GBytes *
tflite_write_sample (void)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autofree float *noise = random_floats (1, 64);
  const gint32 pads[] = { 0, 0, 0, 0, 0, 0, 0, 2 };
  const gint32 size[] = { 4, 6 };
  const gint32 begin[] = { 0, 0, 0 }, end[] = { 1, 12, 2 }, step[] = { 1, 1, 1 };
  float halves[64];

  for (int i = 0; i < 64; i++)
    halves[i] = (float)(i % 7 - 3) / 4;
  int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 8, 6, 2));
  int w = tflite_writer_add_half_constant (writer, DIM (4, 2, 2, 2), halves, 32);
  int b = tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (4), noise, 16);
  int conv = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 3, 4));
  int dw = tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (1, 3, 3, 4), noise, 144);
  int depthwise = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 3, 4));
  int p = tflite_writer_add_constant (writer, TFLITE_INT32, DIM (4, 2), pads, sizeof pads);
  int pad = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 3, 6));
  int s = tflite_writer_add_constant (writer, TFLITE_INT32, DIM (2), size, sizeof size);
  int resize = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 6, 6));
  int pool = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 2, 3, 6));
  int reshape = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 12, 3));
  int c[]
      = { reshape, tflite_writer_add_constant (writer, TFLITE_INT32, DIM (3), begin, sizeof begin),
          tflite_writer_add_constant (writer, TFLITE_INT32, DIM (3), end, sizeof end),
          tflite_writer_add_constant (writer, TFLITE_INT32, DIM (3), step, sizeof step) };
  int slice = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 12, 2));
  int matrix = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 4));
  int warp = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 3, 2, 6));

  tflite_writer_add_input (writer, in);
  tflite_writer_add_output (writer, warp);
  tflite_writer_add_output (writer, slice);
  tflite_writer_add_operator (writer, TFLITE_CONV_2D,
                              FIELDS ({ 0, 0 }, { 1, 2 }, { 2, 2 }, { 3, 1 }),
                              (const int[]){ in, w, b }, 3, conv);
  tflite_writer_add_operator (writer, TFLITE_DEPTHWISE_CONV_2D,
                              FIELDS ({ 0, 0 }, { 1, 1 }, { 2, 1 }, { 3, 1 }),
                              (const int[]){ conv, dw, b }, 3, depthwise);
  tflite_writer_add_operator (writer, TFLITE_PAD, NULL, (const int[]){ depthwise, p }, 2, pad);
  tflite_writer_add_operator (writer, TFLITE_RESIZE_BILINEAR, FIELDS ({ 3, 1 }),
                              (const int[]){ pad, s }, 2, resize);
  tflite_writer_add_operator (writer, TFLITE_MAX_POOL_2D,
                              FIELDS ({ 0, 1 }, { 1, 2 }, { 2, 2 }, { 3, 2 }, { 4, 2 }), &resize, 1,
                              pool);
  tflite_writer_add_operator (writer, TFLITE_RESHAPE,
                              FIELDS ({ 0, 0, (const gint32[]){ 1, 12, -1 }, 3 }), &pool, 1,
                              reshape);
  tflite_writer_add_operator (writer, TFLITE_STRIDED_SLICE, FIELDS ({ 0, 1 }), c, 4, slice);
  g_autoptr (GBytes) options = flexbuffer_write (
      (const FlexField[]){ { "left_rotation_idx", 0 },
                           { "output_height", 3 },
                           { "output_width", 2 },
                           { "right_rotation_idx", 4 },
                           { "scale_x", .is_float = TRUE, .number = 1.5f },
                           { "scale_y", .is_float = TRUE, .number = 1.5f },
                           { "subset_idxs", .list = (const gint32[]){ 1, 7 }, .n_list = 2 },
                           { "target_rotation_radians", 0 },
                           { NULL } });
  tflite_writer_add_custom (writer, "Landmarks2TransformMatrix", options, &slice, 1, matrix);
  g_autoptr (GBytes) warp_options = flexbuffer_write (
      (const FlexField[]){ { "output_height", 3 }, { "output_width", 2 }, { NULL } });
  tflite_writer_add_custom (writer, "TransformTensorBilinear", warp_options,
                            (const int[]){ pad, matrix }, 2, warp);
  return tflite_writer_finish (writer);
}
