#include "networks.h"

#define DEPTH 8
#define SLOPE 0.2

void
networks_add_pix2pix (Net *net)
{
  static const int channels[DEPTH] = { 64, 128, 256, 512, 512, 512, 512, 512 };
  VanityValueId x = net_add_input (net, 3, 256, 256);
  VanityValueId down[DEPTH];

  for (int i = 0; i < DEPTH; i++)
    {
      if (i > 0)
        x = net_leaky_relu (net, x, SLOPE);
      x = net_conv (net, x, &(NetConv){ channels[i], 4, 2, 1 });
      if (i > 0 && i < DEPTH - 1)
        x = net_batch_norm (net, x);
      down[i] = x;
    }
  for (int i = DEPTH - 1; i > 0; i--)
    {
      x = net_conv_transpose (net, net_add (net, "Relu", x),
                              &(NetConv){ channels[i - 1], 4, 2, 1 });
      x = net_concat (net, down[i - 1], net_batch_norm (net, x));
    }
  x = net_conv_transpose (net, net_add (net, "Relu", x), &(NetConv){ 3, 4, 2, 1, .bias = TRUE });
  net_add_output (net, net_add (net, "Tanh", x));
}

void
networks_add_patch_gan (Net *net)
{
  VanityValueId x = net_add_input (net, 6, 256, 256);

  x = net_conv (net, x, &(NetConv){ 64, 4, 2, 1, .bias = TRUE });
  x = net_leaky_relu (net, x, SLOPE);
  for (int i = 1; i <= 3; i++)
    {
      x = net_batch_norm (net, net_conv (net, x, &(NetConv){ 64 << i, 4, i < 3 ? 2 : 1, 1 }));
      x = net_leaky_relu (net, x, SLOPE);
    }
  net_add_output (net, net_conv (net, x, &(NetConv){ 1, 4, 1, 1, .bias = TRUE }));
}
