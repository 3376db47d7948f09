// The two limits of a search on this machine: its products over the most that the processor multiplies, and its bytes over the most
// that memory delivers, both measured here. Run by peers.sh:
//   g++ -O3 -march=native -o limits limits.cpp -lpthread && ./limits ROWS COLUMNS THREADS
// Prints, for 1, 20 and 50 queries, lines that peers.sh reads: RESULT limit-products QUERIES MS, RESULT limit-bytes QUERIES MS.

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>
#include <vector>

namespace {

#ifdef __AVX512F__
constexpr int W = 16;
#elif defined(__AVX2__)
constexpr int W = 8;
#else
constexpr int W = 4;
#endif
typedef float Vec __attribute__((vector_size(W * 4)));
constexpr double SECONDS = .3;

volatile float sink;

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// Products a second, each added to a sum, of sums enough to hide the latency and few enough for the registers.
double products() {
    constexpr int SUMS = W == 16 ? 24 : 12;
    Vec sums[SUMS] = {};
    Vec x = Vec{} + 1.0001f;
    const double start = now();
    double seconds;
    double done = 0;
    do {
        for (int round = 0; round < 10000; round++) {
#pragma GCC unroll 24
            for (int i = 0; i < SUMS; i++) {
                sums[i] = sums[i] * x + x;
            }
            asm volatile("" : "+x"(x));
        }
        done += 10000.0 * SUMS * W;
    } while ((seconds = now() - start) < SECONDS);
    for (const Vec& sum : sums) {
        sink = sum[0];
    }
    return done / seconds;
}

// Bytes a second, read one after the other.
double bytes(const float* from, size_t count) {
    const double start = now();
    double seconds;
    double done = 0;
    Vec sums[4] = {};
    do {
        for (size_t i = 0; i + 4 * W <= count; i += 4 * W) {
            for (int j = 0; j < 4; j++) {
                sums[j] += *reinterpret_cast<const Vec*>(from + i + j * W);
            }
        }
        done += static_cast<double>(count) * sizeof(float);
    } while ((seconds = now() - start) < SECONDS);
    sink = (sums[0] + sums[1] + sums[2] + sums[3])[0];
    return done / seconds;
}

double together(int threads, const std::function<double(int)>& work) {
    std::vector<double> each(threads);
    std::vector<std::thread> running;
    for (int t = 0; t < threads; t++) {
        running.emplace_back([&, t] { each[t] = work(t); });
    }
    double sum = 0;
    for (int t = 0; t < threads; t++) {
        running[t].join();
        sum += each[t];
    }
    return sum;
}

} // namespace

int main(int count, char** arguments) {
    if (count != 4) {
        std::fprintf(stderr, "usage: limits ROWS COLUMNS THREADS\n");
        return 2;
    }
    const double rows = std::atof(arguments[1]), columns = std::atof(arguments[2]);
    const int threads = std::atoi(arguments[3]);
    const size_t part = static_cast<size_t>(rows * columns / threads) / 64 * 64 + 64;
    float* values = static_cast<float*>(std::aligned_alloc(64, part * threads * sizeof(float)));
    if (!values) {
        std::fprintf(stderr, "limits: no memory for %.0f x %.0f floats\n", rows, columns);
        return 1;
    }
    for (size_t i = 0; i < part * threads; i++) {
        values[i] = static_cast<float>(i % 7);
    }
    const double multiplied = together(threads, [](int) { return products(); });
    const double read = together(threads, [&](int t) { return bytes(values + t * part, part); });
    std::printf("RESULT peak-products 0 %.1f\nRESULT peak-bytes 0 %.1f\n", multiplied / 1e9, read / 1e9);
    for (int queries : {1, 20, 50}) {
        std::printf("RESULT limit-products %d %.4f\n", queries, rows * columns * queries / multiplied * 1e3);
        std::printf("RESULT limit-bytes %d %.4f\n", queries, rows * columns * sizeof(float) / read * 1e3);
    }
    std::free(values);
}
